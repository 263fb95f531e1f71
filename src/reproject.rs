//! LonLat <-> GridPoint, and no one else converts.
