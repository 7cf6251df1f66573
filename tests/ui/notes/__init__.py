"""Writing notes."""
