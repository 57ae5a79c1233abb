SELECT name FROM cloud
