"""What is declared: the models of the catalog and of the configuration, and their loading."""
