"""SUMO as the world around a running service: trucks that drive, stand and block each other; the service decides.

An optional extra, `pip install 'serai[sumo]'`, with a command of its own, `serai-sumo`; see docs/sumo.md.
"""
