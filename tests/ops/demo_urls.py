"""The product's addresses as `up --demo` mounts them."""

from servicedesk.ops.urls import demo_urlpatterns
from servicedesk.urls import urlpatterns as product_urlpatterns

urlpatterns = [*demo_urlpatterns, *product_urlpatterns]
