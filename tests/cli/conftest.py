"""The commands read the same recorded replay as the analysis does."""

from tests.analysis.conftest import copied_replay, whole_replay

__all__ = ["copied_replay", "whole_replay"]
