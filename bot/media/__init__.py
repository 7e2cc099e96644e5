"""What somebody sent as a file: recognised by its content, cleaned if it is a picture, kept under a name of our own.

Nothing here knows who sent it, reads the database or the network, or opens a document.
"""
