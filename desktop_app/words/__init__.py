"""The words people read, in Vietnamese, wherever they read them: window, command line, paper. No logic, no layout."""
