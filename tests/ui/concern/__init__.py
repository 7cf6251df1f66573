"""The page for a child who may not be safe."""
