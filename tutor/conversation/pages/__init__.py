"""What stands on the screens beside the chat, in words and data; a face only draws it."""
