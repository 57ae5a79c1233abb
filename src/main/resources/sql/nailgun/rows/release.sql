-- Databases of Fuel 8.0 have no is_deployable.
select row_to_json(r) from releases r where id = :id
