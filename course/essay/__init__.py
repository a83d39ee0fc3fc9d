"""Structure checks for a short history essay: pure text in, data out, standard library only."""
