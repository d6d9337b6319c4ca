"""From PDF pages to the printer."""
