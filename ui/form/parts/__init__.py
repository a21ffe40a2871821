"""Small widgets that several field types share."""
