"""The default embedder: multilingual-e5-small, run on the processor from weights that an installed package brings.

weights (reads the data file) -> tokenizer (text to ids), graph (the network, built once) -> model (texts to vectors)
"""
