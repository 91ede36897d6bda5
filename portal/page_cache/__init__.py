"""Pages kept ready: rendered once for as long as nothing that they show has changed.

generation.py   which state of the content this is: a number that every change moves, in the change's own transaction
copies.py       a page as it is kept, compressed, and as it is answered
middleware.py   which requests it answers, and when it must not
doorstep.py     what it answered, given again on the same machine for the rest of the second
"""
