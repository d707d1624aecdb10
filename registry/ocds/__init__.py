"""Reading OCDS releases, as the two national portals really publish them."""
