"""Findings of the doctor: pure."""
