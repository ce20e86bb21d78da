"""A lesson before a class: the server, the phone, and the steps of the teacher."""
