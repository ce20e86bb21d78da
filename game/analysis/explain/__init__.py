"""Why a pass ended as it did."""
