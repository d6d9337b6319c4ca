"""The look-up kiosk: one screen in the hall where people see how far their dossiers are."""
