"""Conversations: mail, WhatsApp and Telegram; one contact per person and day."""
