"""Pictures drawn as SVG, as pages and with characters."""
