"""Scenes in which a ball rolls: levels, matches, rondos, practice."""
