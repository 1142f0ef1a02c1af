def clean(text: str) -> str:
    return text
def clean_lines(text: str) -> str:
    return text
