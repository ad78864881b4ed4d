"""The function answers what the route table says it does, and nothing else."""

from deploy import routes
from lambdas.upload.routes import operations


def test_the_route_table_and_the_function_agree():
    table = routes.load()

    offered = {
        (operation.method, table.prefix + operation.path): operation.signed_in
        for operation in operations()
    }

    assert offered.keys() == table.operations("upload")
    assert all(offered.values())
    assert {route.auth for route in table.routes if route.target == "upload"} == {"user"}
