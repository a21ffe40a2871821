"""What people do with forms: fill them, submit and sign them, and what follows for the project.

``desk`` is the one service that the window and the command line use; everything else here is
a part of it.
"""
