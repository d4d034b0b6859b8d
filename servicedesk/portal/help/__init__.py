"""The manual that customers read at `/help/`: one Markdown file for each page and language."""
