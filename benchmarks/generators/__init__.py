"""How each generator is given the same archive, and the command that makes a site of it."""
