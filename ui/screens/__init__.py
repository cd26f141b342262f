"""The pages of the app, one function each.

The folder is not called pages: beside app.py, Streamlit would take its files for scripts of their own.
"""
