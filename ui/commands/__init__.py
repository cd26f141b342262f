"""The commands of `clusteratlas`, a room for each kind of errand."""
