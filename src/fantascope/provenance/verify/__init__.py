"""Where a file comes from, told by what is in it: its manifest, its marks, its pictures and its sound."""
