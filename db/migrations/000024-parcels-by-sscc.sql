-- Whoever holds a carton scans the number on its label: what it belongs to is found by it, among all that ever left.
create index fulfilment_order_parcel
  on fulfilment.fulfilment_order using gin (jsonb_path_query_array(parcels, '$[*].sscc'))
  where parcels is not null;
