module acme.example/search/migrate

go 1.24
