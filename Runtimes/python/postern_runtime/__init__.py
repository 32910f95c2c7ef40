"""Postern's client of the Lambda Runtime API for Python.

Start-up time is the first concern: nothing is imported before it is needed, and `logging`, `traceback`, `decimal` and
`socket` never are unless the function or an error asks for them.
"""
