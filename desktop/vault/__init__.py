"""Keys: the header beside the database, its slots, and the way from a passphrase to the database key."""
