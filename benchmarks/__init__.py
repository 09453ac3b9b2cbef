"""What is measured, against whom, and the archives it is measured on."""
