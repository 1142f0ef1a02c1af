"""Plans and favours."""
