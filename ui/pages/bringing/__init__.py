"""Files of other systems, looked at before they are taken over."""
