"""Look at your friends: pictures as SVG, PNG and pages, and in the terminal."""
