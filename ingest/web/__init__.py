"""HTTP: the guarded connections to the world, and one document over the wire."""
