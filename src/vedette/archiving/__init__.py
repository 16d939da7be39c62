"""Whole archives, WARC, JSON lines or Parquet -> Parquet shards, on all cores or a cluster; stopped and gone on with at any time.

One source file is one task that a manifest commits, so nothing is lost and nothing done twice.
"""
