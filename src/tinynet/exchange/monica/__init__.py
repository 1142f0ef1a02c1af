"""The JSON that Monica exports."""
