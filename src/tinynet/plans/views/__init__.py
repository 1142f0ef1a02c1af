"""Views of plans and favours."""
