"""What every document is made with, from words to a drawn page. It knows no document.

Drawn with measured blocks on ReportLab's canvas: heights are known before anything is drawn, so a page that
would not hold everything is never made. No markup is parsed, so no text of a person can become one.
"""
