"""What those who keep an archive do with it: correct it, watch feeds for it, try again what was rejected."""
