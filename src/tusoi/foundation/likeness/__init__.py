"""How much of a text stands in another: a few keys of each find the candidates, the texts themselves decide.

Knows texts and names, no tables: who keeps the keys and who may hear of a pair is said by the rooms that ask.
"""
