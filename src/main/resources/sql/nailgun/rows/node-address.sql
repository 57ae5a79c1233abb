-- Its address in the admin network, as the node told it last.
select ip from nodes where id = :id
