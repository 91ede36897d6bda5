"""What is checked of every file that is sent to the site: its content, whatever its name says."""
