"""Known answers: what is found where it is known what is to be found, beside peers. One module for each theme."""
