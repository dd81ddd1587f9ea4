"""What each format says about its article."""
