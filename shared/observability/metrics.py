"""Business metrics: lines of CloudWatch's embedded metric format, beside the logs."""

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "Unlit"


def count(service: str, name: str, value: int = 1, **dimensions: str) -> None:
    """Count something that happened. Dimensions have few values and never name a person."""
    with single_metric(
        name=name, unit=MetricUnit.Count, value=value, namespace=NAMESPACE
    ) as metric:
        metric.add_dimension(name="service", value=service)
        for dimension, value_of_it in dimensions.items():
            metric.add_dimension(name=dimension, value=value_of_it)


def measure(service: str, name: str, seconds: float) -> None:
    """Note how long something took."""
    with single_metric(
        name=name, unit=MetricUnit.Seconds, value=seconds, namespace=NAMESPACE
    ) as metric:
        metric.add_dimension(name="service", value=service)
