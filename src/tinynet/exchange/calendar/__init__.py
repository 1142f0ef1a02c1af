"""iCalendar: meetings read, and a feed of birthdays and due days written."""
