{% test not_before(model, column_name, earlier_column) %}

select *
from {{ model }}
where {{ column_name }} < {{ earlier_column }}

{% endtest %}
